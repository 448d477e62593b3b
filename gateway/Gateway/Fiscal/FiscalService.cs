using Microsoft.Extensions.Options;
using Strangler.Cfdi.Stamping;
using Strangler.Gateway.Observability;
using Strangler.Pac;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Cfdi.Setup;
using Strangler.Postgres.Cfdi.Watching;

namespace Strangler.Gateway.Fiscal;

/// <summary>
/// Lets fiscal documents run by themselves where an issuer, its certificates and PACs are set, by the same names as for
/// the commands (docs/cfdi.md). Nothing that fails here touches what the gateway answers.
/// </summary>
/// <param name="database">Null where none is configured.</param>
internal sealed partial class FiscalService(
    Database? database, IConfiguration configuration, IOptions<FiscalOptions> options, GatewayMetrics metrics,
    TimeProvider clock, ILogger<FiscalService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IssuerSetup setup = new(name => configuration[name]);
        if (database is null || !options.Value.Run || !IsComplete(setup))
        {
            return;
        }

        try
        {
            await RunAsync(database, setup, stoppingToken);
        }
        catch (FormatException problem)
        {
            // Of a PAC's settings: they do not change while the process lives.
            Log.Wrong(logger, problem.Message);
        }
    }

    private async Task RunAsync(Database open, IssuerSetup setup, CancellationToken cancellation)
    {
        using HttpClient http = PacClients.CreateHttp();
        IReadOnlyList<IPac> pacs = new PacSettings(setup.Said).Create(http);
        using PacCertificates certificates = new(setup.Said(IssuerSetup.PacCertificates));
        CfdiWatch watch = new(
            open, setup, pacs, new StampVerifier(certificates),
            StampingLimits.Usual with { InFlight = options.Value.InFlight }, options.Value.Settings,
            new StampingMetrics(metrics.Meter), new WatchMetrics(metrics.Meter), logger, clock);
        Log.Runs(logger, string.Join(',', pacs.Select(pac => pac.Name)));
        await watch.RunAsync(cancellation);
    }

    /// <summary>Nothing at all is the usual; a part of it is a mistake that is told.</summary>
    private bool IsComplete(IssuerSetup setup)
    {
        (string Name, bool IsSet)[] parts =
        [
            ("an issuer (STRANGLER_CFDI_PROFILE or _RFC)", setup.NamesIssuer),
            ("a certificate (STRANGLER_CSD_CER or _DIR)", setup.NamesCertificate),
            ("a PAC (STRANGLER_PACS)", setup.Said("STRANGLER_PACS") is not null),
            ($"SAT's certificates of PACs ({IssuerSetup.PacCertificates})",
                setup.Said(IssuerSetup.PacCertificates) is not null),
        ];
        if (parts.Any(part => part.IsSet) && !parts.All(part => part.IsSet))
        {
            Log.Incomplete(logger, string.Join(", ", parts.Where(part => !part.IsSet).Select(part => part.Name)));
        }

        return parts.All(part => part.IsSet);
    }

    private static partial class Log
    {
        [LoggerMessage(1721, LogLevel.Information, "Fiscal documents run by themselves, with {Pacs}")]
        public static partial void Runs(ILogger logger, string pacs);

        [LoggerMessage(1722, LogLevel.Warning, "Fiscal documents do not run by themselves: there lacks {Parts}")]
        public static partial void Incomplete(ILogger logger, string parts);

        [LoggerMessage(1723, LogLevel.Error, "Fiscal documents do not run by themselves: {Problem}")]
        public static partial void Wrong(ILogger logger, string problem);
    }
}
