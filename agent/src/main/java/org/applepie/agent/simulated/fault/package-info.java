/** What can go wrong with a simulated server, and at which moment; chosen by a person, a test or a seed, and told once. */
@NullMarked
package org.applepie.agent.simulated.fault;

import org.jspecify.annotations.NullMarked;
