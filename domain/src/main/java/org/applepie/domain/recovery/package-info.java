/** What a person needs on paper before a server that does not boot, told from what was known of it when it last ran. */
@NullMarked
package org.applepie.domain.recovery;

import org.jspecify.annotations.NullMarked;
