/** The words of the domain as values: no behaviour beyond their own rules, and nothing but the JDK. */
@NullMarked
package io.entrepot.model;

import org.jspecify.annotations.NullMarked;
