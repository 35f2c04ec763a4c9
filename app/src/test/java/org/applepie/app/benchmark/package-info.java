/**
 * What the console costs, against the plainest way to do the same on the same machine in the same minutes. The figures in
 * {@code docs/benchmarks.md} are what {@link org.applepie.app.benchmark.Benchmarks} prints.
 */
@NullMarked
package org.applepie.app.benchmark;

import org.jspecify.annotations.NullMarked;
