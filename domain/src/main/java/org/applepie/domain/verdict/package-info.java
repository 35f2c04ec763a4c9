/** What an operation answers when it may say no: a value with cause and remedy, never an exception. */
@NullMarked
package org.applepie.domain.verdict;

import org.jspecify.annotations.NullMarked;
