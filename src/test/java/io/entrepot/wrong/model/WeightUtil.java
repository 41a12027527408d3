package io.entrepot.wrong.model;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/** The domain with a measure that is not exact, a library, and a name that says nothing. */
public class WeightUtil {
    double grams;

    @Nullable
    Call call;
}
