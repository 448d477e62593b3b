namespace Strangler.Postgres.Metering;

/// <summary>An alert that is not over.</summary>
/// <param name="Kind">As it is kept: <c>leak</c>, <c>low-battery</c>.</param>
public sealed record OpenAlert(string Kind, string Device, DateTimeOffset BeganAt);
