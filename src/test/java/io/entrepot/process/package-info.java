/** The whole server as a process of its own: started, stopped and killed as shipped, with shops that outlive it. */
package io.entrepot.process;
