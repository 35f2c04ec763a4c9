/** A job as a script on a server: started at most once, outliving every connection, its log and its end readable for ever. */
@NullMarked
package org.applepie.agent.job;

import org.jspecify.annotations.NullMarked;
