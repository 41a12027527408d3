package io.entrepot.ops.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request by somebody who may make it; its principal's name is what the audit log shows. */
final class Caller extends HttpServletRequestWrapper {

    static final String LOCAL = "local";
    static final String TOKEN = "api-token";

    private final String name;

    Caller(HttpServletRequest request, String name) {
        super(request);
        this.name = name;
    }

    @Override
    public Principal getUserPrincipal() {
        return () -> name;
    }

    @Override
    public String getRemoteUser() {
        return name;
    }
}
