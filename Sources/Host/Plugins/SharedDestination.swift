/// A session whose content others can read, so that credentials must not get there.
public protocol SharedDestination: SinkSession {}
