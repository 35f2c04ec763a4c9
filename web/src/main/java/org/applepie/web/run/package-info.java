/** A run watched and steered live: its output byte for byte, its gates, its decisions. */
@NullMarked
package org.applepie.web.run;

import org.jspecify.annotations.NullMarked;
