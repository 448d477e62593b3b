namespace Strangler.Core.Readings;

public enum ReadingOrigin : byte
{
    Manual,
    Telemetry,
    Estimate,
}
