namespace Strangler.AquaCis.StandIn.Failures;

/// <summary>How the stand-in can misbehave.</summary>
internal enum FailureMode
{
    /// <summary>Waits, then answers.</summary>
    Slow,

    /// <summary>Reads the request and never answers.</summary>
    Hang,

    /// <summary>Resets the connection (TCP RST).</summary>
    Reset,

    /// <summary>Sends the headers, promises the whole answer, sends half of it and closes.</summary>
    Half,

    /// <summary>HTTP 500 with an application server's HTML page: a failure, not a fault.</summary>
    Error500,

    /// <summary>HTTP 503 with an HTML page; for every operation together, nobody listens at all.</summary>
    Down,
}
