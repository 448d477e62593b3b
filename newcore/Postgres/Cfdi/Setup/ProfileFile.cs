using System.Text.Json;
using System.Text.Json.Serialization;
using Strangler.Cfdi.Building;
using Strangler.Cfdi.Documents;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.Postgres.Cfdi.Setup;

/// <summary>Who issues, as a file says it (docs/cfdi.md).</summary>
/// <param name="FiscalTable">A file beside this one; null: the one that comes with the product.</param>
/// <param name="WithoutRfc">named or global.</param>
/// <param name="Nominate">reissue, reissue-within-month or credit.</param>
internal sealed record ProfileFile(
    string Rfc, string Name, string Regime, string PostalCode, string? FiscalTable = null, string WithoutRfc = "named",
    bool PaidAtOnce = true, string UsualForm = "03", DateOnly? From = null, int RetainedYears = 7,
    string Nominate = "reissue")
{
    private const int MostBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <exception cref="FormatException">The file is not there, or is no profile.</exception>
    public static async Task<IssuerProfile> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            ProfileFile file = JsonSerializer.Deserialize<ProfileFile>(await BytesAsync(path, cancellation), Json)
                ?? throw new FormatException($"{path} says nothing.");
            return await file.ToProfileAsync(Path.GetDirectoryName(Path.GetFullPath(path))!, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FormatException($"{path}: {failure.Message}");
        }
    }

    public async Task<IssuerProfile> ToProfileAsync(string folder, CancellationToken cancellation)
    {
        if (WithoutRfc is not ("named" or "global"))
        {
            throw new FormatException("withoutRfc is named or global.");
        }

        NominationWay nomination = Nominate switch
        {
            "reissue" => NominationWay.Reissue,
            "reissue-within-month" => NominationWay.ReissueWithinMonth,
            "credit" => NominationWay.Credit,
            _ => throw new FormatException("nominate is reissue, reissue-within-month or credit."),
        };
        if (!TaxpayerId.HasShape(Rfc) || RetainedYears is < 5 or > 50)
        {
            throw new FormatException("rfc is an RFC in capitals, retainedYears 5 to 50.");
        }

        IssuerProfile profile = new(new Issuer(Rfc, Name, Regime, PostalCode), await TableAsync(folder, cancellation))
        {
            NamesThePublic = WithoutRfc == "named",
            Nomination = nomination,
            PaidAtOnce = PaidAtOnce,
            UsualForm = UsualForm,
            RetainedYears = RetainedYears,
        };
        return From is { } from ? profile with { From = from } : profile;
    }

    private async Task<FiscalTable> TableAsync(string folder, CancellationToken cancellation)
    {
        if (FiscalTable is null)
        {
            return Strangler.Cfdi.Building.FiscalTable.Shipped;
        }

        return FiscalTableReader.Read(await BytesAsync(Path.Combine(folder, FiscalTable), cancellation)) switch
        {
            FiscalTableOutcome.Read read => read.Table,
            FiscalTableOutcome.Refused refused => throw new FormatException(
                $"{FiscalTable}:\n  " + string.Join("\n  ", refused.Problems)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<byte[]> BytesAsync(string path, CancellationToken cancellation) =>
        new FileInfo(path) is { Exists: true, Length: > MostBytes }
            ? throw new FormatException($"{path} is longer than {MostBytes} bytes.")
            : await File.ReadAllBytesAsync(path, cancellation);
}
