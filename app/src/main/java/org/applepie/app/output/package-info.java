/**
 * What jobs printed, byte for byte, as files beside the database. A file is the truth up to its length: whoever follows a
 * job goes on from there.
 */
@NullMarked
package org.applepie.app.output;

import org.jspecify.annotations.NullMarked;
