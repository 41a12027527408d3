/** CSV files that people fill in and give back. */
@org.jspecify.annotations.NullMarked
package io.entrepot.store.csv;
