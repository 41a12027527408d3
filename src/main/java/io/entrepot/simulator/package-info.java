/**
 * What every stand-in of a channel is made of: a loopback HTTP server, scripted faults, a log of calls, buyers, and the
 * {@code /_sim} control API.
 */
@NullMarked
package io.entrepot.simulator;

import org.jspecify.annotations.NullMarked;
