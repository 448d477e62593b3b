namespace Strangler.Gateway.Classification;

/// <summary>What a scan found, and where in the bytes scanned it stands.</summary>
/// <param name="Namespace">Of the first child of Body, as written: character references not yet resolved.</param>
internal readonly record struct EnvelopeScan(ScanStatus Status, Range Namespace = default, Range LocalName = default);
