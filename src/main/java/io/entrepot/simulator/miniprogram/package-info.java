/** A stand-in for WeChat as a mini-program's server calls it: payments, what was shipped for them, and messages to buyers. */
@NullMarked
package io.entrepot.simulator.miniprogram;

import org.jspecify.annotations.NullMarked;
