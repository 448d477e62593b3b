using System.Text.Json.Serialization;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>The body of POST /api/v1/events/service-started and service-stopped.</summary>
/// <param name="Id">The sender's name of the event; where it is left out, the Idempotency-Key is.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ServiceEventBody(string? Id = null, int? Contract = null, DateOnly? Day = null);
