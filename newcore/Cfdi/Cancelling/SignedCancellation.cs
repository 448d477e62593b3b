namespace Strangler.Cfdi.Cancelling;

/// <summary>A request for cancellation with the issuer's signature; sent again, it is the same request.</summary>
/// <param name="Xml">UTF-8, without a mark.</param>
public sealed record SignedCancellation(CancellationOrder Order, byte[] Xml);
