using System.Collections.Frozen;

namespace Strangler.Cfdi.Validation;

/// <summary>What a document is judged by besides itself.</summary>
/// <param name="Now">When it would be stamped: 72 hours after it was dated a PAC refuses it.</param>
public sealed record ValidationContext(DateTimeOffset Now)
{
    /// <summary>The issuer; null judges the documents of any.</summary>
    public IssuerSettings? Issuer { get; init; }

    /// <summary>
    /// Who issues certificates for SAT (308); null judges a certificate by the name of its issuer, which anybody can
    /// write.
    /// </summary>
    public SatAuthorities? Authorities { get; init; }

    /// <summary>False leaves the RSA signature out, for whoever sealed the document a moment ago.</summary>
    public bool VerifiesSeal { get; init; } = true;

    /// <summary>False leaves out the age (401), as for documents that were stamped long ago.</summary>
    public bool ChecksAge { get; init; } = true;

    /// <summary>False leaves out our own rules and keeps those of SAT, as for documents of others.</summary>
    public bool OwnRules { get; init; } = true;

    /// <summary>Findings listed at most.</summary>
    public int MostFindings { get; init; } = 200;

    /// <summary>Keys a water utility charges by (c_ClaveProdServ); a document with others is refused.</summary>
    public FrozenSet<string> Products { get; init; } = WaterKeys.Products;

    /// <summary>Units a water utility charges by (c_ClaveUnidad).</summary>
    public FrozenSet<string> Units { get; init; } = WaterKeys.Units;
}
