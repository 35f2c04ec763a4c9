/** Pages, HTTP API, live feed and security: what people and their tools see of the console. */
@NullMarked
package org.applepie.web;

import org.jspecify.annotations.NullMarked;
