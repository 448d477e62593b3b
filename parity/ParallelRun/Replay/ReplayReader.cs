using System.Text;
using System.Text.Json;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;
using Strangler.Core.Identity;
using Strangler.Gateway.Routing;

namespace Strangler.ParallelRun.Replay;

/// <summary>Makes a call of a line. A command is refused: a replay must change nothing on either side.</summary>
internal static class ReplayReader
{
    public static async ValueTask<ReplayCall> ReadAsync(long number, string? text, CancellationToken cancellation)
    {
        if (text is null)
        {
            return new ReplayCall.Broken(number, $"it has more than {BoundedLines.Limit} characters");
        }

        try
        {
            ReplayLine line = ReplayLine.Parse(text);
            (Operation operation, byte[] body) = line.Body is { } envelope
                ? await OfEnvelopeAsync(line, Encoding.UTF8.GetBytes(envelope), cancellation)
                : OfFields(line);
            return operation.Kind == OperationKind.Command
                ? new ReplayCall.Broken(number, $"{operation.Name} changes something; only reads are replayed")
                : new ReplayCall.Ready(number, operation, body, ReadGroup(line.Group));
        }
        catch (JsonException)
        {
            return new ReplayCall.Broken(number, "it is not a JSON object with the members that --help names");
        }
        catch (Exception error) when (error is SoapReadException or FormatException)
        {
            return new ReplayCall.Broken(number, error.Message);
        }
    }

    private static async ValueTask<(Operation Operation, byte[] Body)> OfEnvelopeAsync(
        ReplayLine line, byte[] body, CancellationToken cancellation)
    {
        ServiceContract service = ContractCatalog.AquaCis.FindService(line.Service ?? "")
            ?? (line.Operation is null
                ? throw new FormatException("a body needs the service's name")
                : ContractCatalog.AquaCis.FindService(Named(line).Service)!);
        SoapRequest request = await SoapRequestReader.ReadAsync(
            new MemoryStream(body), SoapEnvelope.ContentType, service, body.Length, cancellation);
        return line.Operation is null || line.Operation == request.Operation.Name
            ? (request.Operation, body)
            : throw new FormatException("the body asks for another operation than the line says");
    }

    private static (Operation Operation, byte[] Body) OfFields(ReplayLine line)
    {
        Operation operation = Named(line);
        return (operation, RequestBuilder.Build(operation, line));
    }

    private static Operation Named(ReplayLine line)
    {
        if (line.Operation is null)
        {
            throw new FormatException("it has neither a body nor an operation");
        }

        List<string> reasons = [];
        string? service = line.Service is null ? null
            : ContractCatalog.AquaCis.FindService(line.Service)?.Name
                ?? throw new FormatException("there is no such service");
        return ScopeReader.ReadOperation(service, line.Operation, reasons)
            ?? throw new FormatException(string.Join(' ', reasons));
    }

    private static string ReadGroup(string? text) => text is null ? ""
        : BillingGroup.TryParse(text, out BillingGroup group) ? group.ToString()
        : throw new FormatException("its group is not written like 1/M08");
}
