package io.entrepot.api.problem;

import java.io.IOException;

/** A body that goes on beyond what is taken; thrown while it is read, because its length need not be told before. */
final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(long most) {
        super("the body is longer than " + most + " bytes");
    }
}
