package io.entrepot.api.problem;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What can be wrong with a request as such. {@code docs/errors.md} explains each. */
public enum ApiError {
    MALFORMED("ENT-2110", HttpStatus.BAD_REQUEST, "The body cannot be read", "Send one JSON object in UTF-8."),
    UNKNOWN_FIELD("ENT-2111", HttpStatus.BAD_REQUEST, "Unknown field", "Leave it out, or mend its name."),
    WRONG_TYPE("ENT-2112", HttpStatus.BAD_REQUEST, "Value of the wrong type", "Send the type that is asked for."),
    INVALID(
            "ENT-2113",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "A value that is not allowed",
            "Mend each field that is named under errors."),
    BAD_PARAMETER(
            "ENT-2114",
            HttpStatus.BAD_REQUEST,
            "A parameter that cannot be taken",
            "See /v3/api-docs for what it takes."),
    NO_SUCH_PATH("ENT-2115", HttpStatus.NOT_FOUND, "Nothing is here", "See /v3/api-docs for the paths there are."),
    WRONG_METHOD("ENT-2116", HttpStatus.METHOD_NOT_ALLOWED, "Not with this method", "Use a method that Allow names."),
    WRONG_MEDIA_TYPE(
            "ENT-2117",
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "Not in this media type",
            "Send and accept application/json."),
    TOO_LARGE("ENT-2118", HttpStatus.PAYLOAD_TOO_LARGE, "The body is too large", "Send it in several smaller parts."),
    NOT_FOUND("ENT-2119", HttpStatus.NOT_FOUND, "There is no such thing", "Check the name; it is compared exactly."),
    BAD_CURRENCY(
            "ENT-2120",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "Not a currency",
            "Use a code of ISO 4217 such as CNY or EUR."),
    BAD_AMOUNT(
            "ENT-2121",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "Not an amount",
            "Write digits and a point, with no more decimals than the currency has: \"18.50\"."),
    NOTHING_TO_RETRY(
            "ENT-2122", HttpStatus.CONFLICT, "Nothing to try again", "Do what the item's remedy says, or dismiss it."),
    FILE_REFUSED(
            "ENT-2123",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "The file was refused",
            "Mend what errors names; send it again."),
    NO_IMPORT(
            "ENT-2060",
            HttpStatus.NOT_FOUND,
            "There is no such import",
            "Look at the list of imports; they are kept for 30 days."),
    UNDONE_ALREADY(
            "ENT-2061",
            HttpStatus.CONFLICT,
            "The import was taken back already",
            "Nothing is left to do; import the file again if it was right after all."),
    STOP_IS_CONFIGURED(
            "ENT-2124",
            HttpStatus.CONFLICT,
            "The configuration stops everything",
            "Write stop: false in config/entrepot.yaml, and start again."),
    NEGATIVE("ENT-2101", HttpStatus.UNPROCESSABLE_ENTITY, "Less than nothing", "Give 0 or more."),
    UNKNOWN_SKU(
            "ENT-2102",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "Unknown SKU",
            "Check the code (case counts), or import the product first."),
    UNKNOWN_LOCATION(
            "ENT-2103",
            HttpStatus.UNPROCESSABLE_ENTITY,
            "Unknown location",
            "Use a location that config/entrepot.yaml declares."),
    NO_TOKEN(
            "ENT-2130",
            HttpStatus.UNAUTHORIZED,
            "A token is needed",
            "Send the header 'Authorization: Bearer <token>' with the token that the first start showed."),
    FOREIGN_HOST(
            "ENT-2131",
            HttpStatus.FORBIDDEN,
            "Not by this name",
            "Use localhost or 127.0.0.1, or set entrepot.access.token to always and send the token."),
    CROSS_SITE(
            "ENT-2132",
            HttpStatus.FORBIDDEN,
            "Not from another site",
            "Send it from the console itself, or by a program that is no browser."),
    NO_CALLBACKS(
            "ENT-2140",
            HttpStatus.NOT_FOUND,
            "No storefront is called here",
            "Let the channel call /callbacks/ and the storefront's id, and give the storefront the channel's callback credentials."),
    CALLBACK_REFUSED(
            "ENT-2141",
            HttpStatus.FORBIDDEN,
            "Not the storefront's call",
            "Compare the callback credentials with those that the channel shows. The orders are read from the feed meanwhile."),
    UNEXPECTED(
            "ENT-2199",
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong here",
            "Look for the incident's id in the log; tell us both if it lasts.");

    private final ErrorCode code;
    private final HttpStatus status;
    private final String title;
    private final String remedy;

    ApiError(String code, HttpStatus status, String title, String remedy) {
        this.code = new ErrorCode(code);
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    /** The stable id. */
    public ErrorCode code() {
        return code;
    }

    /** The HTTP status it is answered with. */
    public HttpStatus status() {
        return status;
    }

    /** What kind of error it is, in a few words that never change. */
    public String title() {
        return title;
    }

    /** What to do next, unless more is known. */
    public String remedy() {
        return remedy;
    }

    /** This error as something a method refuses with. */
    public Refusal refusal(@Nullable String field, String problem) {
        return new Refusal(code, field, problem, remedy);
    }

    /** This error as one of several. */
    public FieldProblem at(String field, String problem) {
        return FieldProblem.of(this, field, problem);
    }
}
