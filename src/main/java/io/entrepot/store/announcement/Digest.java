package io.entrepot.store.announcement;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.entrepot.database.schema.tables.records.AttentionRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Items of the attention list in a few lines: all are counted, the first are named. */
final class Digest {

    private static final int NAMED = 10;
    private static final int WITH_REMEDY = 3;
    private static final int LONGEST_CAUSE = 200;
    private static final int LONGEST = 4000;

    private Digest() {}

    static String title(int items) {
        return "Entrepot: " + items + " open";
    }

    static String text(List<AttentionRecord> items) {
        StringBuilder text = new StringBuilder();
        if (items.size() > NAMED) {
            text.append(counts(items)).append('\n');
        }
        items.stream().limit(NAMED).forEach(item -> {
            text.append(line(item)).append('\n');
            if (items.size() <= WITH_REMEDY) {
                text.append("→ ").append(cut(item.getRemedy(), LONGEST_CAUSE)).append('\n');
            }
        });
        if (items.size() > NAMED) {
            text.append("and ").append(items.size() - NAMED).append(" more on the attention list");
        }
        return cut(text.toString().strip(), LONGEST);
    }

    private static String counts(List<AttentionRecord> items) {
        Map<String, Long> byCode =
                items.stream().collect(groupingBy(AttentionRecord::getCode, TreeMap::new, counting()));
        return byCode.entrySet().stream()
                .map(each -> each.getKey() + " ×" + each.getValue())
                .collect(joining(", "));
    }

    private static String line(AttentionRecord item) {
        String storefront = item.getStorefrontId() == null ? "" : " [" + item.getStorefrontId() + "]";
        return item.getCode() + storefront + " " + item.getSubject() + ": " + cut(item.getCause(), LONGEST_CAUSE);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
