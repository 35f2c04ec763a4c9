/** Domain values as JSON for keeping: what is written is read back as an equal value, and nothing else is accepted. */
@NullMarked
package org.applepie.app.json;

import org.jspecify.annotations.NullMarked;
