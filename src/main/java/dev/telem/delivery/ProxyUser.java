package dev.telem.delivery;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** Answers a proxy that asks who we are, and nobody else. */
final class ProxyUser extends Authenticator {
  private final String user;
  private final String password;
  private boolean answered;

  ProxyUser(String userAndPassword) {
    int colon = userAndPassword.indexOf(':');
    this.user = colon < 0 ? userAndPassword : userAndPassword.substring(0, colon);
    this.password = userAndPassword.substring(colon < 0 ? user.length() : colon + 1);
  }

  /** Answers once: who is not believed the first time is not believed the twentieth time. */
  @Override
  protected @Nullable PasswordAuthentication getPasswordAuthentication() {
    if (answered || getRequestorType() != RequestorType.PROXY) {
      return null;
    }
    answered = true;
    return new PasswordAuthentication(user, password.toCharArray());
  }
}
