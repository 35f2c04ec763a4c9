/** The same verbs as the pages for tools: JSON in, JSON or a problem detail out. */
@NullMarked
package org.applepie.web.api;

import org.jspecify.annotations.NullMarked;
