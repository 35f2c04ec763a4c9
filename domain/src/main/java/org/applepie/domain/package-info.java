/** The language of Applepie: pure values, parsers, the compiler and the rules. No I/O, no clock, no framework. */
@NullMarked
package org.applepie.domain;

import org.jspecify.annotations.NullMarked;
