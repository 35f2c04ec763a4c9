/** Servers, drives with their life story, and readings. */
@NullMarked
package org.applepie.domain.inventory;

import org.jspecify.annotations.NullMarked;
