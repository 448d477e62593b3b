using System.CommandLine;
using Strangler.Gateway.Routing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Parity;
using Strangler.Postgres.Routes;

namespace Strangler.ParallelRun.Parity;

/// <summary>The options that say which calls a command looks at.</summary>
internal sealed class ScopeOfParity
{
    private readonly Option<string?> _operation = new("--operation")
    {
        Description = "Only this operation; Service.operation where two services have it.",
    };

    private readonly Option<string?> _group = new("--group") { Description = "Only this billing group, like 1/M08." };

    private readonly Option<string?> _since = new("--since") { Description = $"Only since then: {MomentText.Forms}." };

    public void AddTo(Command command)
    {
        command.Options.Add(_operation);
        command.Options.Add(_group);
        command.Options.Add(_since);
    }

    /// <exception cref="CommandFailedException">An option means nothing.</exception>
    public ParityScope Read(ParseResult parsed, DateTimeOffset now)
    {
        (string? operation, string? group) = Named(parsed.GetValue(_operation), parsed.GetValue(_group));
        return new ParityScope(operation, group, parsed.GetValue(_since) is { } text ? Moment(text, now, -1) : null);
    }

    /// <summary>An operation and a billing group as the tables write them.</summary>
    /// <exception cref="CommandFailedException">There is no such operation, or it is no billing group.</exception>
    public static (string? Operation, string? Group) Named(string? operation, string? group)
    {
        List<string> reasons = [];
        RouteScope? scope = ScopeReader.Read(null, operation, group, reasons);
        return scope is null
            ? throw new CommandFailedException(string.Join('\n', reasons))
            : (scope.Operation is null ? null : $"{scope.Service}.{scope.Operation}", scope.Group?.ToString());
    }

    /// <exception cref="CommandFailedException">It is none.</exception>
    public static DateTimeOffset Moment(string text, DateTimeOffset now, int direction) =>
        MomentText.Read(text, now, direction)
            ?? throw new CommandFailedException($"{text} is no moment; one is written like {MomentText.Forms}.");
}
