using Strangler.AquaCis.Soap;

namespace Strangler.Gateway.Faults;

/// <summary>Why the gateway itself answers, with a fault, and what it says.</summary>
/// <param name="Status">HTTP status: 500 for every fault a SOAP consumer must be able to read (docs/adr/0004).</param>
/// <param name="Outcome">What metrics call it.</param>
internal sealed record Refusal(int Status, string Outcome, SoapFault Fault)
{
    public static readonly Refusal NotXml = Client("not-xml", "Error reading XMLStreamReader: the request is not XML.");

    public static readonly Refusal Dtd = Client(
        "dtd", "Error reading XMLStreamReader: a document type declaration is not allowed.");

    public static readonly Refusal NotSoap = Client("not-soap", "The request is not a SOAP 1.1 envelope.");

    public static readonly Refusal Soap12 = new(
        StatusCodes.Status500InternalServerError, "soap-1.2", new SoapFault(
            FaultCode.VersionMismatch, "A SOAP 1.2 message is not valid when sent to a SOAP 1.1 only endpoint."));

    public static readonly Refusal NoBody = Client("no-body", "The envelope has no Body.");

    public static readonly Refusal EmptyBody = Client("no-body", "The Body is empty: no operation is named.");

    public static readonly Refusal UnknownService = new(
        StatusCodes.Status404NotFound, "unknown-service", new SoapFault(FaultCode.Client, "No service was found."));

    public static readonly Refusal WrongMethod = new(
        StatusCodes.Status405MethodNotAllowed, "wrong-method", new SoapFault(
            FaultCode.Client, "A service takes POST, and GET with ?wsdl."));

    public static readonly Refusal TooLarge = new(
        StatusCodes.Status413PayloadTooLarge, "too-large",
        new SoapFault(FaultCode.Client, "The request is too large."));

    public static readonly Refusal TooSlow = new(
        StatusCodes.Status408RequestTimeout, "too-slow", new SoapFault(
            FaultCode.Client, "The request did not arrive in time."));

    public static readonly Refusal BrokenBody = new(
        StatusCodes.Status400BadRequest, "broken-request", new SoapFault(
            FaultCode.Client, "The request could not be read to its end."));

    public static readonly Refusal LegacyUnreachable = Server("legacy-unreachable", "AquaCIS cannot be reached.");

    public static readonly Refusal LegacyTimeout = Server("legacy-timeout", "AquaCIS did not answer in time.");

    public static readonly Refusal LegacyBroken = Server("legacy-broken", "AquaCIS broke off its answer.");

    public static readonly Refusal CircuitOpen = Server(
        "circuit-open", "AquaCIS has failed this operation repeatedly; it is being left alone for a moment.");

    public static readonly Refusal TooBusy = Server("too-busy", "Too many requests for this operation are waiting.");

    /// <summary>Nobody is there to read it.</summary>
    public static readonly Refusal CallerGone = Server("caller-gone", "The caller has gone.");

    public static readonly Refusal Failed = Server("failed", "The request could not be answered.");

    /// <summary>Seconds to wait; null where waiting does not help.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>In a status that every consumer reads faults from; the header says when to come again.</summary>
    public static Refusal TooManyRequests(int seconds) =>
        Server("too-many-requests", "Too many requests; ask again later.") with { RetryAfter = seconds };

    /// <summary>A write is kept before it is done; where it cannot be kept it is not done.</summary>
    public static readonly Refusal NotRecorded = Server(
        "not-recorded", "The request cannot be recorded at the moment, and was not carried out.");

    public static readonly Refusal WriteUnderWay = Server(
        "write-under-way", "The same request is being carried out; ask again later.");

    public static readonly Refusal WriteUnknown = Server(
        "write-unknown", "It is not known yet whether AquaCIS has carried out this request; ask again later.");

    public static readonly Refusal WriteNameReused = Client(
        "write-name-reused", "The same operation was requested under this name with other content.");

    public static readonly Refusal WriteAnswerNotKept = Server(
        "write-answer-not-kept", "This request has been carried out; its answer was too long to be kept.");

    public static Refusal NotInPrefix(int limit) => Client(
        "not-in-prefix", $"The operation is not named in the first {limit} bytes of the request.");

    public static Refusal UnknownOperation(string ns, string name) =>
        Client("unknown-operation", SoapRequestReader.UnknownOperation(ns, name));

    private static Refusal Client(string outcome, string message) =>
        new(StatusCodes.Status500InternalServerError, outcome, new SoapFault(FaultCode.Client, message));

    private static Refusal Server(string outcome, string message) =>
        new(StatusCodes.Status500InternalServerError, outcome, new SoapFault(FaultCode.Server, message));
}
