/** What people are told, and what of it they may have heard. */
@NullMarked
package io.entrepot.store.announcement;

import org.jspecify.annotations.NullMarked;
