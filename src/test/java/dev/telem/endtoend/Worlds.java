package dev.telem.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for one a {@link Program} in a fresh world, or a {@link Receiver};
 * JUnit closes them after it.
 */
final class Worlds implements ParameterResolver {
  private static final Namespace HERE = Namespace.create(Worlds.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Program.class || type == Receiver.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    AutoCloseable made =
        parameter.getParameter().getType() == Program.class ? world() : new Receiver();
    context.getStore(HERE).put(made, made);
    return made;
  }

  private static Program world() {
    try {
      return new Program(Files.createTempDirectory("telem-world").toRealPath());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
