/**
 * Servers, drives and readings in the database. Input from people is checked before anything is touched, every change is
 * one entry of the audit trail, and what a server says of itself is kept as it came.
 */
@NullMarked
package org.applepie.app.inventory;

import org.jspecify.annotations.NullMarked;
