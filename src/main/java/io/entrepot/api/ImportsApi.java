package io.entrepot.api;

import io.entrepot.store.audit.AuditLog;
import io.entrepot.store.undo.Imports;
import io.entrepot.store.undo.Imports.Import;
import io.entrepot.store.undo.Undo;
import io.entrepot.store.undo.UndoReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports that have been made, to be taken back. */
@RestController
@RequestMapping(path = "/api/v1/imports", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Imports", description = "Files that were imported in the last thirty days")
final class ImportsApi {

    private final Imports imports;
    private final Undo undo;
    private final AuditLog audit;

    ImportsApi(Imports imports, Undo undo, AuditLog audit) {
        this.imports = imports;
        this.undo = undo;
        this.audit = audit;
    }

    record ImportList(List<Import> imports) {}

    @GetMapping
    @Operation(operationId = "listImports", summary = "The imports that changed something, newest first")
    ImportList list(@RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return new ImportList(imports.newest(limit));
    }

    @PostMapping("/{id}/undo")
    @Operation(
            operationId = "undoImport",
            summary = "Take an import back",
            description =
                    "Restores what it changed, where nobody has changed it since, and removes what it made, where"
                            + " nothing hangs on it; see docs/import.md. Each row that was left as it is is reported with the reason.")
    @ApiResponse(responseCode = "409", description = "It was taken back already")
    UndoReport undo(@PathVariable long id, Principal principal) {
        UndoReport report = undo.undo(id, principal.getName());
        audit.note(
                principal.getName(),
                "import.undo",
                "import/" + id,
                report.restored() + " restored, " + report.removed() + " removed, " + report.kept() + " left");
        return report;
    }
}
