package io.entrepot.config;

import io.entrepot.model.ErrorCode;

/** The ways in which the configuration can be wrong; {@code docs/configuration.md} explains each. */
enum ConfigError {
    UNREADABLE(1000),
    SYNTAX(1001),
    DUPLICATE_KEY(1002),
    UNKNOWN_KEY(1003),
    WRONG_TYPE(1004),
    MISSING(1005),
    WRONG_VALUE(1006),
    OUT_OF_RANGE(1007),
    NO_ADDRESS(1008),
    DECLARED_TWICE(1009),
    UNKNOWN_CHANNEL(1010),
    UNKNOWN_SETTING(1011),
    MISSING_CREDENTIAL(1012),
    SECRET_IN_FILE(1013),
    UNRESOLVED(1014),
    WRONG_OPTION(1015),
    UNKNOWN_LOCATION(1016),
    UNKNOWN_OPERATION(1017),
    NOBODY_TO_FOLLOW(1018),
    OWNED_TWICE(1030),
    NOT_OWNABLE(1031);

    private final int number;

    ConfigError(int number) {
        this.number = number;
    }

    ErrorCode code() {
        return new ErrorCode("ENT-" + number);
    }
}
