/** The connector of the channel vendure: shops that run on Vendure, by its admin API ({@code docs/connectors/vendure.md}). */
@NullMarked
package io.entrepot.connector.vendure;

import org.jspecify.annotations.NullMarked;
