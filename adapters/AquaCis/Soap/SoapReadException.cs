namespace Strangler.AquaCis.Soap;

/// <summary>A request that cannot be read; the message says why, and may be shown to the caller.</summary>
public sealed class SoapReadException : Exception
{
    public SoapReadException(string message) : base(message)
    {
    }

    public SoapReadException(string message, Exception inner) : base(message, inner)
    {
    }

    public SoapReadException()
    {
    }
}
