/** Any configuration file as lines; what was not edited comes out byte for byte. */
@NullMarked
package org.applepie.domain.conffile;

import org.jspecify.annotations.NullMarked;
