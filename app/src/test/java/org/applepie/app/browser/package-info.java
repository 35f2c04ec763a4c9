/** The pages of a console in the system's Chromium, as somebody sees them who is signed in; nothing is downloaded. */
@NullMarked
package org.applepie.app.browser;

import org.jspecify.annotations.NullMarked;
