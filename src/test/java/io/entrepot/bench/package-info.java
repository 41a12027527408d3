/** Benchmarks of the whole system: the server as shipped, simulated shops in processes of their own, real HTTP and a real disk. */
@NullMarked
package io.entrepot.bench;

import org.jspecify.annotations.NullMarked;
