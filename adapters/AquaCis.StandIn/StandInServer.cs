using Strangler.AquaCis.Extract;
using Strangler.AquaCis.StandIn.Alterations;
using Strangler.AquaCis.StandIn.Answers;
using Strangler.AquaCis.StandIn.Books;
using Strangler.AquaCis.StandIn.Failures;
using Strangler.AquaCis.StandIn.Serving;

namespace Strangler.AquaCis.StandIn;

/// <summary>A running stand-in AquaCIS: the services on one port, the control endpoint on another.</summary>
public sealed class StandInServer : IAsyncDisposable
{
    private readonly LegacyBooks _books;
    private readonly ServiceListener _services;
    private readonly ControlListener _control;

    private StandInServer(LegacyBooks books, ServiceListener services, ControlListener control) =>
        (_books, _services, _control) = (books, services, control);

    /// <summary>The services stand below it, at the path AquaCIS has them.</summary>
    public Uri Address => _services.Address;

    public Uri ControlAddress => _control.Address;

    public int ContractCount => _books.ContractCount;

    public int InvoiceCount => _books.InvoiceCount;

    /// <summary>Loads the extract, then listens.</summary>
    /// <exception cref="ExtractException">The extract cannot be taken in.</exception>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<StandInServer> StartAsync(StandInOptions options, CancellationToken cancellation)
    {
        LegacyBooks books = await LegacyBooks.LoadAsync(options.ExtractDirectory, options.Progress, cancellation);
        FailurePlan failures = new();
        AlterationPlan alterations = new();
        SoapEndpoint endpoint = new(
            AllAnswers.Create(books, new Changes(), options.Clock), failures, alterations, options.Clock,
            options.BodyLimit, options.Loggers);
        ServiceListener services = new(options, endpoint, failures);
        ControlListener control = new(
            options, new FailureEndpoints(failures, services), new AlterationEndpoints(alterations));
        StandInServer server = new(books, services, control);
        try
        {
            await services.FollowAsync(cancellation);
            await control.StartAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        await _services.DisposeAsync();
        _books.Dispose();
    }
}
