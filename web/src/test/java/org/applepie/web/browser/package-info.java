/** The pages in a real Chromium: what people see, hear and press, and what a hostile server cannot do to them. */
@NullMarked
package org.applepie.web.browser;

import org.jspecify.annotations.NullMarked;
