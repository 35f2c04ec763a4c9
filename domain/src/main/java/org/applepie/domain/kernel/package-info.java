/** The kernels a server has, and which of two is the newer. */
@NullMarked
package org.applepie.domain.kernel;

import org.jspecify.annotations.NullMarked;
