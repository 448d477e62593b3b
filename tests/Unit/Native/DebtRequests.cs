namespace Strangler.Tests.Unit.Native;

/// <summary>The ways to ask the seven debt queries about a contract.</summary>
internal static class DebtRequests
{
    public static readonly string[] Identified = ["getDeuda", "getDeudaContrato", "getDeudaContratoBloqueoCobro"];

    public static IEnumerable<(string Operation, string Fields)> About(int contract, string taxId)
    {
        foreach (string operation in Identified)
        {
            yield return (operation, By("CONTRATO", $"{contract}"));
        }

        yield return ("getDeudaTotalConFacturas", $"<contrato>{contract}</contrato><explotacion>12</explotacion>");
        yield return ("getImpagadosContrato", $"<contrato>{contract}</contrato><nif>{taxId}</nif>");
        yield return ("getContratoPorContratoConDeuda", $"<entrada><contrato>{contract}</contrato></entrada>");
        yield return ("getContratosPorNifconDeuda", $"<entrada><nif>{taxId}</nif></entrada>");
    }

    public static string By(string? kind, string? value) =>
        (kind is null ? "" : $"<tipoIdentificador>{kind}</tipoIdentificador>")
        + (value is null ? "" : $"<valor>{value}</valor>") + "<explotacion>01</explotacion><idioma>es</idioma>";
}
