package io.entrepot.bench;

import java.lang.management.ManagementFactory;

/**
 * The machine and its Java.
 *
 * @param java the version of the virtual machine
 */
record Machine(int cores, String system, String java) {

    static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.version().toString());
    }

    /** How many processes of the whole machine wanted to run, on average over the last minute; below 0 where nobody knows. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
