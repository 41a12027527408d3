package io.entrepot.store.load;

import io.entrepot.database.*;
import io.entrepot.store.TestStore;
import java.nio.file.*;
import java.util.*;

class BigTest {
    @TestOnEachDatabase
    void big(TestDatabase on) throws Exception {
        TestStore store = TestStore.on(on.database());
        Path f = Files.createTempFile("big", ".csv");
        for (String only : List.of(
                "product,sku,title,description,options,ignored,other\n",
                "product,sku,title,description,options,price,other\n",
                "product,sku,title,description,options,price,on_hand\n")) {
            try (var w = Files.newBufferedWriter(f)) {
                w.write(only);
                for (int i = 0; i < 100_000; i++)
                    w.write("P" + i / 4 + ",P" + i / 4 + "-" + i % 4 + ",标题 title " + i / 4 + ",\""
                            + "some description text ".repeat(10) + "\",颜色=c" + i % 4 + "," + (i % 1000) + ".50,"
                            + i % 77 + "\n");
            }
            long t = System.nanoTime();
            long c = ((com.sun.management.OperatingSystemMXBean)
                            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
            ImportReport r = store.importer.load(f, TestStore.CNY);
            System.out.println(on.kind() + " " + only.trim() + " " + (System.nanoTime() - t) / 1_000_000 + " ms, cpu "
                    + (((com.sun.management.OperatingSystemMXBean)
                                                    java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                                            .getProcessCpuTime()
                                    - c)
                            / 1_000_000);
        }
        Files.delete(f);
    }
}
