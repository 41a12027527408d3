package io.entrepot.route;

import io.entrepot.model.ErrorCode;

/** What can be wrong with a route or a route file; {@code docs/routes.md} explains each. */
public final class RouteCode {

    /** The file is not YAML. */
    public static final ErrorCode SYNTAX = new ErrorCode("ENT-1101");
    /** The file is empty, or looks half-written. */
    public static final ErrorCode EMPTY = new ErrorCode("ENT-1102");
    /** The file cannot be read. */
    public static final ErrorCode UNREADABLE = new ErrorCode("ENT-1103");
    /** A statement that a route file may not hold. */
    public static final ErrorCode STATEMENT = new ErrorCode("ENT-1104");
    /** A key, step or value that Camel does not know. */
    public static final ErrorCode UNKNOWN_KEY = new ErrorCode("ENT-1105");
    /** An endpoint's component does not exist. */
    public static final ErrorCode COMPONENT = new ErrorCode("ENT-1106");
    /** An endpoint option does not exist, or does not belong there. */
    public static final ErrorCode OPTION = new ErrorCode("ENT-1107");
    /** An endpoint option's value cannot be used. */
    public static final ErrorCode VALUE = new ErrorCode("ENT-1108");
    /** Camel refused the route for another reason. */
    public static final ErrorCode REFUSED = new ErrorCode("ENT-1109");
    /** A {@code store:} or {@code storefront:} address names nothing that exists. */
    public static final ErrorCode PATH = new ErrorCode("ENT-1110");
    /** No storefront of that id is declared. */
    public static final ErrorCode STOREFRONT = new ErrorCode("ENT-1111");
    /** A route or template has no id. */
    public static final ErrorCode NO_ID = new ErrorCode("ENT-1112");
    /** Two routes, templates or schedules have one id. */
    public static final ErrorCode DUPLICATE = new ErrorCode("ENT-1113");
    /** No template of that id exists. */
    public static final ErrorCode TEMPLATE = new ErrorCode("ENT-1114");
    /** A template's parameter is missing, unknown or not declared. */
    public static final ErrorCode PARAMETER = new ErrorCode("ENT-1115");
    /** A schedule that cannot be used. */
    public static final ErrorCode SCHEDULE = new ErrorCode("ENT-1116");
    /** A page of a feed that would not reach the store whole. */
    public static final ErrorCode PAGE_LOST = new ErrorCode("ENT-1120");
    /** An outbound route that mixes storefronts or aspects. */
    public static final ErrorCode LANE_MIXED = new ErrorCode("ENT-1121");
    /** What arrived at an outbound {@code storefront:} endpoint is not a list of claims. */
    public static final ErrorCode NO_CLAIMS = new ErrorCode("ENT-1130");
    /** The claims that arrived belong to another lane. */
    public static final ErrorCode OTHER_LANE = new ErrorCode("ENT-1131");
    /** The claims that arrived have been published or given back already. */
    public static final ErrorCode CLAIMS_OVER = new ErrorCode("ENT-1132");
    /** What arrived at {@code store:orders} is not a page of a feed. */
    public static final ErrorCode NO_PAGE = new ErrorCode("ENT-1133");
    /** A file passed every check and yet could not be started. */
    public static final ErrorCode NOT_STARTED = new ErrorCode("ENT-1140");
    /** A template was taken away from routes that still run. */
    public static final ErrorCode TEMPLATE_GONE = new ErrorCode("ENT-1141");
    /** A changed template would break a file that uses it. */
    public static final ErrorCode BREAKS_USER = new ErrorCode("ENT-1142");
    /** A warning: retries or throttling on a lane, which has its own. */
    public static final ErrorCode OWN_RETRIES = new ErrorCode("ENT-1180");
    /** A warning: a lane that may never publish. */
    public static final ErrorCode NEVER_PUBLISHED = new ErrorCode("ENT-1181");

    private RouteCode() {}
}
