package io.entrepot.channel.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list has named and has not been asked for yet. The lists of some channels give numbers only, and each must be asked for by itself;
 * so a page for the engine is as many of them as there is quota and time for, and its token names the rest.
 *
 * @param then where the list goes on after these; empty where it ends
 */
public record Named(List<String> numbers, String then) {

    /** Asks for one by its number. */
    public interface Question<T> {
        /**
         * Answers.
         *
         * @throws IOException what the call threw
         */
        T ask(String number) throws IOException;
    }

    /**
     * The answers of one page.
     *
     * @param next names the next page; null when this was the last
     */
    public record Answers<T>(List<T> all, @Nullable String next) {}

    /** Reads what {@link #token} wrote. */
    public static Named of(String token) {
        int bar = token.indexOf('|');
        String numbers = token.substring(0, bar);
        return new Named(numbers.isEmpty() ? List.of() : List.of(numbers.split(",")), token.substring(bar + 1));
    }

    /** Null when nothing is left. */
    @Nullable
    public String token() {
        return numbers.isEmpty() && then.isEmpty() ? null : String.join(",", numbers) + "|" + then;
    }

    /**
     * Asks for one after the other until one cannot be had.
     *
     * @param justListed whether there is something to keep already, so that even the first may fail
     * @throws IOException what the first call threw
     */
    public <T> Answers<T> ask(Question<T> question, boolean justListed) throws IOException {
        List<T> answers = new ArrayList<>();
        for (String number : numbers) {
            try {
                answers.add(question.ask(number));
            } catch (IOException e) {
                if (answers.isEmpty() && !justListed) {
                    throw e;
                }
                break;
            }
        }
        return new Answers<>(answers, new Named(numbers.subList(answers.size(), numbers.size()), then).token());
    }
}
