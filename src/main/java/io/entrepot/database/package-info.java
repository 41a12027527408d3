/** The database itself: its schema's typed tables, transactions, and the few things in which H2, PostgreSQL and MariaDB differ. */
@NullMarked
package io.entrepot.database;

import org.jspecify.annotations.NullMarked;
